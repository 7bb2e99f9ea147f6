package dev.interlock.http2.internal.session;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.head.HeadLimits;
import dev.interlock.http2.internal.head.RequestFields;
import dev.interlock.http2.internal.head.TrailerFields;
import dev.interlock.internal.message.ReceivedHead;

/** Buffer and readers for the header section of a field block, while the block arrives. */
final class HeadAssembly {
    private static final int RETAINED_BYTES = 64 * 1024;

    final ReceivedHead head = new ReceivedHead();
    final ByteWriter bytes = new ByteWriter(0);
    final RequestFields request;
    final TrailerFields trailers;

    HeadAssembly(HeadLimits limits, boolean extendedConnect) {
        request = new RequestFields(limits, head, extendedConnect);
        trailers = new TrailerFields(limits);
    }

    /** Drops the content. Nothing may refer to it any more. */
    void clear() {
        head.forget();
        trailers.redirect(null);
        bytes.clear(RETAINED_BYTES);
    }
}
