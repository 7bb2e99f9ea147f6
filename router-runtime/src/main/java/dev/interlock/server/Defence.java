package dev.interlock.server;

/** What the server does against connections that would take its memory, in the order in which it does it. */
enum Defence {
    STOPPED_READING("connections are not read before their responses are made"),
    REFUSED_CONNECTION("further clients wait"),
    CLOSED_CONNECTION("connections that hold most and move least are closed"),
    REFUSED_REQUEST("requests get 503");

    private final String effect;

    Defence(String effect) {
        this.effect = effect;
    }

    /** What operators read. */
    String effect() {
        return effect;
    }
}
