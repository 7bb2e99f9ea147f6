package dev.interlock.internal.engine;

/** Defences against connections that would exhaust the server's memory. The server uses them in this order. */
public enum Defence {
    STOPPED_READING("connections are not read before their responses are made"),
    REFUSED_CONNECTION("further clients wait"),
    CLOSED_CONNECTION("connections that hold most and move least are closed"),
    REFUSED_REQUEST("requests get 503");

    private final String effect;

    Defence(String effect) {
        this.effect = effect;
    }

    /** Returns a description of the defence for operators. */
    String effect() {
        return effect;
    }
}
