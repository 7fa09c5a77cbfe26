// On a phone, what is out of sight on a long page is not laid out with it (timeline.css, record.css), but once the page is there.
addEventListener("load", () => layOut([...document.querySelectorAll("#timeline_events .ev, .ledger > .fin")]));
