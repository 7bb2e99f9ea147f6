package dev.interlock.internal.engine;

/** Defences against connections that would exhaust the server's memory. The server uses them in this order. */
public enum Defence {
    STOPPED_READING("the server reads connections only after their responses"),
    REFUSED_CONNECTION("new clients wait"),
    CLOSED_CONNECTION("the server closes connections with the most memory and the least progress"),
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
