package dev.interlock.jackson;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.generated.scope.RequestScoped;
import dev.interlock.http.HttpException;
import dev.interlock.json.JsonScanner;

/** Checks that a body is strict JSON. Jackson alone would accept other texts, too. */
final class RequestScanner implements RequestScoped {
    static final RequestKey<RequestScanner> KEY = RequestKey.of(RequestScanner::new);

    private final JsonScanner scanner = new JsonScanner();

    RequestScanner() {}

    /**
     * Checks a text.
     *
     * @throws HttpException 400 unless the text is one JSON value that is not nested too deeply, and whose numbers are
     *     not too long
     */
    void check(Slice text) {
        scanner.wrap(text.array(), text.offset(), text.offset() + text.length());
        scanner.skip();
        scanner.end();
    }

    /** Returns the scanner. It has read the text of the last check. */
    JsonScanner json() {
        return scanner;
    }

    @Override
    public void endOfRequest(int retainedBytes) {
        scanner.clear();
    }

    @Override
    public int retainedBytes() {
        return 0;
    }
}
