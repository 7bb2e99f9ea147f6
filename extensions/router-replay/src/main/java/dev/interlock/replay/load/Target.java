package dev.interlock.replay.load;

import dev.interlock.replay.rewrite.Rewriter;

/** A server that requests are sent to, as one lane sees it. */
public interface Target {
    /** Returns the name in reports. */
    String name();

    Rewriter rewriter();

    /** Returns what requests under way will create, on all lanes. */
    Expectations expectations();

    /** Returns a connection that is not open yet. */
    TargetConnection connection();
}
