package dev.interlock.internal.engine;

/** Defences against connections that would use up the server's memory, in the order of their use. */
public enum Defence {
    STOPPED_READING("connections are not read before their responses are made"),
    REFUSED_CONNECTION("further clients wait"),
    CLOSED_CONNECTION("connections that hold most and move least are closed"),
    REFUSED_REQUEST("requests get 503");

    private final String effect;

    Defence(String effect) {
        this.effect = effect;
    }

    /** Description of the defence for operators. */
    String effect() {
        return effect;
    }
}
