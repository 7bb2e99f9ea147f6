package dev.interlock.server;

import dev.interlock.http.RequestHead;
import dev.interlock.http1.Framing;
import dev.interlock.http1.HeadParser;
import dev.interlock.http1.Limits;
import dev.interlock.http1.Progress;
import dev.interlock.http1.Refusal;

/** The head that a session is receiving. Used by the thread of its event loop alone. */
final class HeadIntake {
    private final RequestHead head = new RequestHead();
    private final HeadParser parser;
    private byte[] bytes = InputArrays.NONE;
    private int from;
    private boolean open;

    HeadIntake(Limits limits) {
        parser = new HeadParser(limits, head);
    }

    /** Forgets the head that was read last, so that its array is not kept. */
    void forget() {
        bytes = InputArrays.NONE;
        parser.forget();
    }

    /** What was read last, valid until the next head begins or the bytes are used for something else. */
    RequestHead head() {
        return head;
    }

    /** What the head says of the body and the connection; as {@link #head()}. */
    Framing framing() {
        return parser.framing();
    }

    /** Where the bytes of the head begin. */
    int from() {
        return from;
    }

    /** Whether a part of a head is there. */
    boolean isOpen() {
        return open;
    }

    Refusal refusal() {
        return parser.refusal();
    }

    /** Reads on; once done, the head's bytes are consumed. */
    Progress read(Inbound inbound) {
        // Bytes of a cut head may have moved since they were last looked at.
        if (!open || bytes != inbound.bytes() || from != inbound.from()) {
            bytes = inbound.bytes();
            from = inbound.from();
            parser.begin(bytes, from);
            open = true;
        }
        Progress made = parser.parse(inbound.to());
        if (made == Progress.DONE) {
            inbound.skipTo(parser.end());
            open = false;
        }
        return made;
    }
}
