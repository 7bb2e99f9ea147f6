package dev.interlock.internal.http1;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.engine.BodyDelivery;
import dev.interlock.internal.engine.ExchangeObservation;
import dev.interlock.internal.engine.Inbound;
import dev.interlock.internal.engine.NoMemoryException;
import dev.interlock.internal.engine.Rejection;
import dev.interlock.internal.engine.ServerRejection;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of a session from its input, and passes them on. Used only by the thread of its event loop. */
final class BodyIntake {
    private final BodyReader reader;
    private final BodyDelivery delivery;
    private final ExchangeObservation observation;
    /** Whether the memory budget had no room for the body. */
    private boolean noMemory;

    /** @param delivery delivery of the bodies that {@code reader} reads */
    BodyIntake(BodyReader reader, BodyDelivery delivery, ExchangeObservation observation) {
        this.reader = reader;
        this.delivery = delivery;
        this.observation = observation;
    }

    /** Reads more bytes of the body. */
    Progress read(Inbound inbound) {
        noMemory = false;
        if (!delivery.makeRoom(reader.upcoming(inbound.available()))) {
            noMemory = true;
            return Progress.REFUSED;
        }
        Progress made = delivery.isShared() ? readToShared(inbound) : readOn(inbound);
        if (made == Progress.DONE) {
            delivery.end();
        } else if (made == Progress.MORE) {
            delivery.arrived();
        }
        return made;
    }

    private Progress readOn(Inbound inbound) {
        int from = inbound.from();
        Progress made;
        try {
            made = readInto(reader.sink(), inbound);
        } catch (NoMemoryException e) {
            // There was no memory for the trailer fields.
            noMemory = true;
            return Progress.REFUSED;
        }
        inbound.skipTo(reader.end());
        delivery.progressed(inbound.from() - from);
        observation.received(inbound.from() - from);
        return made;
    }

    /** @param sink destination of the body, or null to drop the body */
    private Progress readInto(@Nullable ByteWriter sink, Inbound inbound) {
        int before = sink == null ? 0 : sink.length();
        Progress made = reader.read(inbound.bytes(), inbound.from(), inbound.to());
        if (sink != null) {
            observation.bodyArrived(sink.array(), before, sink.length(), made == Progress.DONE);
        }
        return made;
    }

    /**
     * Reads into a buffer that all streams of the loop share. Always empties the buffer afterwards, because no other
     * client may see these bytes.
     */
    private Progress readToShared(Inbound inbound) {
        try {
            Progress made = readOn(inbound);
            if (made != Progress.REFUSED) {
                delivery.publish();
            }
            return made;
        } finally {
            delivery.clearShared();
        }
    }

    Rejection rejection() {
        return noMemory ? ServerRejection.NO_MEMORY : reader.refusal();
    }
}
