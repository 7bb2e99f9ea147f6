package dev.interlock.replay.load;

import dev.interlock.replay.rewrite.Rewriter;

/** A server under test, for the connections of one lane. */
public interface Target {
    /** Returns the name in reports. */
    String name();

    Rewriter rewriter();

    /** Returns the values that requests in flight will create, on all lanes. */
    Expectations expectations();

    /** Creates a connection. It is not open yet. */
    TargetConnection connection();
}
