package dev.interlock.internal.http1;

import dev.interlock.http.TlsConnection;
import dev.interlock.internal.engine.Defence;
import dev.interlock.internal.engine.Inbound;
import dev.interlock.internal.engine.InputArrays;
import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.Rejection;
import dev.interlock.internal.engine.ServerRejection;
import dev.interlock.internal.message.ReceivedHead;
import org.jspecify.annotations.Nullable;

/** Receives the request heads of a session, one after another. Used only by the thread of its event loop. */
final class HeadIntake {
    private final ReceivedHead head = new ReceivedHead();
    private final HeadParser parser;
    private byte[] bytes = InputArrays.NONE;
    private int from;
    private boolean open;
    private final MemoryBudget budget;
    /**
     * Bytes of memory that are charged to the budget for the array of fields. The number is 0 unless a head has many
     * fields.
     */
    private int paid;
    /** Whether the memory budget had no room for the head. */
    private boolean noMemory;

    /** @param tls TLS of the connection, or null if it has none */
    HeadIntake(Limits limits, MemoryBudget budget, @Nullable TlsConnection tls) {
        this.budget = budget;
        parser = new HeadParser(limits, head, tls);
    }

    /** Drops the references to the last head, so that this object does not retain the array of the head. */
    void forget() {
        bytes = InputArrays.NONE;
        parser.forget();
        pay();
    }

    /** Ends the use of the last head. Frees the array of its fields if the array is large or memory is short. */
    void end() {
        head.trim();
        if (!pay()) {
            giveUpFields();
        }
    }

    /** Frees all memory after the connection has closed. */
    void close() {
        open = false;
        giveUpFields();
    }

    /** Frees the array of fields. The head must not be used any more. */
    void giveUpFields() {
        head.giveUpFields();
        pay();
    }

    /** Returns the number of bytes of heap that are freed when the connection closes. */
    int heldBytes() {
        return paid;
    }

    /**
     * Adjusts the charge to the size of the array of fields. If the budget is spent, charges nothing and returns false.
     */
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

    /** Returns the last head. Valid until the next head begins, or until the bytes of the head are overwritten. */
    ReceivedHead head() {
        return head;
    }

    /**
     * Returns the framing of the body and the persistence of the connection, according to the head. Valid as long as
     * {@link #head()}.
     */
    Framing framing() {
        return parser.framing();
    }

    /** Returns the index of the first byte of the head. */
    int from() {
        return from;
    }

    /** Returns whether a part of a head has arrived. */
    boolean isOpen() {
        return open;
    }

    Rejection rejection() {
        return noMemory ? ServerRejection.NO_MEMORY : parser.refusal();
    }

    /** Reads more bytes. When the head is complete, consumes its bytes. */
    Progress read(Inbound inbound) {
        // The bytes of an incomplete head may have moved since the last read.
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
            // Frees the array now, because the connection may stay open for a while.
            giveUpFields();
            return Progress.REFUSED;
        }
        return made;
    }
}
