package dev.interlock.http;

/** Version of HTTP that a client speaks. */
public enum Protocol {
    /** HTTP/1.0, which has no chunks, no interim responses and no trailer fields. */
    HTTP_1_0("HTTP/1.0"),
    HTTP_1_1("HTTP/1.1"),
    HTTP_2("HTTP/2");

    private final String text;

    Protocol(String text) {
        this.text = text;
    }

    /** Returns the name of the version, such as {@code HTTP/1.1}. */
    @Override
    public String toString() {
        return text;
    }
}
