package dev.interlock.http1;

import dev.interlock.engine.Defence;
import dev.interlock.engine.Inbound;
import dev.interlock.engine.InputArrays;
import dev.interlock.engine.MemoryBudget;
import dev.interlock.engine.Rejection;
import dev.interlock.engine.ServerRejection;
import dev.interlock.http.RequestHead;

/** The head that a session is receiving. Used by the thread of its event loop alone. */
final class HeadIntake {
    private final RequestHead head = new RequestHead();
    private final HeadParser parser;
    private byte[] bytes = InputArrays.NONE;
    private int from;
    private boolean open;
    private final MemoryBudget budget;
    /** Bytes of heap that the room for many fields takes, as the budget was charged. */
    private int paid;
    /** Whether the head was refused because the connections hold too much. */
    private boolean noMemory;

    HeadIntake(Limits limits, MemoryBudget budget) {
        this.budget = budget;
        parser = new HeadParser(limits, head);
    }

    /** Forgets the head that was read last, so that the intake does not retain its array. */
    void forget() {
        bytes = InputArrays.NONE;
        parser.forget();
        pay();
    }

    /** Ends the use of the last head. Gives up the room for its fields if they are many or memory is short. */
    void end() {
        head.trim();
        if (!pay()) {
            giveUpFields();
        }
    }

    /** The connection has closed: holds nothing any more. */
    void close() {
        open = false;
        giveUpFields();
    }

    /** Gives up the room for fields. The head is not used any more. */
    void giveUpFields() {
        head.giveUpFields();
        pay();
    }

    /** Bytes of heap that come back if the connection is closed. */
    int heldBytes() {
        return paid;
    }

    /** Charges the budget for the current room for fields; returns false, and charges nothing, if it is full. */
    private boolean pay() {
        int more = head.extraBytes() - paid;
        if (more > 0 && !budget.heap().reserve(more)) {
            budget.relieve();
            return false;
        }
        if (more < 0) {
            budget.heap().release(-more);
        }
        paid += more;
        return true;
    }

    /** Head that was read last, valid until the next head begins or the bytes are reused. */
    RequestHead head() {
        return head;
    }

    /**
     * Framing of the body and persistence of the connection, according to the head; valid as long as {@link #head()}.
     */
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

    Rejection rejection() {
        return noMemory ? ServerRejection.NO_MEMORY : parser.refusal();
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
        } else if (made == Progress.MORE && !pay()) {
            budget.used(Defence.REFUSED_REQUEST);
            noMemory = true;
            // At once: the connection may linger.
            giveUpFields();
            return Progress.REFUSED;
        }
        return made;
    }
}
