package dev.interlock.internal.engine;

/** Scope of one exchange, which is open while a {@link ThreadScope thread} runs code of the application for it. */
public interface CodeScope {
    /** Whether a listener wants to know when the scope opens and closes. */
    boolean isObserved();

    /** Keeps the scope for this exchange until {@link #release}. Called by the event loop of the exchange. */
    void hold();

    /** Ends one {@link #hold}. Called by the event loop of the exchange. */
    void release();

    /** Tells the listeners that code of the application runs next on this thread. */
    void opened();

    /** Tells the listeners that no code of the application runs on this thread now. */
    void closed();
}
