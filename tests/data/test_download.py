"""Downloads from mirrors that stall, break off, lie, or answer."""

import hashlib
import socket
import threading

import pytest

from lenet.data import download
from lenet.data.download import DownloadError

HEAD = b"HTTP/1.0 200 OK\r\nContent-Length: 8\r\n\r\n"
ANSWERS = {  # what a mirror sends; whether it then closes; what is said
    "nothing, ever": (b"", False, "sent nothing for 0.2 seconds"),
    "half of it, and nothing more": (HEAD + b"the", False, "sent nothing for 0.2 seconds"),
    "half of it": (HEAD + b"the", True, "5 bytes are missing"),
    "nothing": (b"", True, "closed connection"),
    "another file": (HEAD + b"the mile", True, "MD5"),
    "an error": (b"HTTP/1.0 404 Not Found\r\n\r\n", True, "404"),
    "no HTTP": (b"hello\r\n\r\n", True, "hello"),
}
MD5 = hashlib.md5(b"the file").hexdigest()


@pytest.fixture
def mirror(monkeypatch):
    """Start a mirror that gives one answer; it returns its address."""
    monkeypatch.setattr(download, "PATIENCE", 0.2)
    server = socket.create_server(("127.0.0.1", 0))
    asked = []

    def start(answer, closes):
        def serve():
            connection, _ = server.accept()
            asked.append(connection)
            connection.recv(4096)
            connection.sendall(answer)
            if closes:
                connection.close()

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/a.gz"

    yield start
    for each in [server, *asked]:
        each.close()


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_download_that_fails_says_why_and_leaves_nothing(kind, mirror, tmp_path):
    answer, closes, words = ANSWERS[kind]
    with pytest.raises(DownloadError, match=words):
        download.download(mirror(answer, closes), tmp_path / "a.gz", MD5)
    assert list(tmp_path.iterdir()) == []


def test_a_whole_file_is_kept_and_its_folder_made(mirror, tmp_path, capsys):
    address = mirror(HEAD + b"the file", True)
    download.download(address, tmp_path / "raw" / "a.gz", MD5)
    assert (tmp_path / "raw" / "a.gz").read_bytes() == b"the file"
    assert [each.name for each in (tmp_path / "raw").iterdir()] == ["a.gz"]
    assert address in capsys.readouterr().err


def test_an_address_without_a_server_is_an_error(tmp_path):
    with pytest.raises(DownloadError):
        download.download("http://127.0.0.1:1/a.gz", tmp_path / "a.gz")
