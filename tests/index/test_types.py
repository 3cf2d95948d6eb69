from index.types import BuildReport, FileReport

FILES = (
    FileReport("a.txt", "indexed"),
    FileReport("b.txt", "unchanged"),
    FileReport("c.txt", "unchanged"),
    FileReport("d.pdf", "skipped", "not a .txt, .md or .html file"),
    FileReport("e.txt", "failed", "may not be read; grant read permission"),
)


def test_a_report_counts_its_files():
    report = BuildReport("corpus", "index", "name", FILES, ("gone.txt",), 7, 3, 1.5)
    assert (report.seen, report.indexed, report.unchanged, report.skipped, report.failed) == (5, 1, 2, 1, 1)
    data = report.to_dict()
    assert data["seen"] == data["indexed"] + data["unchanged"] + data["skipped"] + data["failed"]
    assert data["files"][3] == {
        "path": "d.pdf",
        "state": "skipped",
        "reason": "not a .txt, .md or .html file",
    }
