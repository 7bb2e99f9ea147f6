package dev.interlock.http2.internal.session;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.head.HeadLimits;
import dev.interlock.http2.internal.head.RequestFields;
import dev.interlock.http2.internal.head.TrailerFields;
import dev.interlock.internal.message.ReceivedHead;

/** Buffer and field readers of one field block, from its first to its last fragment. */
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

    /** Drops the content. The caller must no longer use the head or the trailer fields. */
    void clear() {
        head.forget();
        trailers.redirect(null);
        bytes.clear(RETAINED_BYTES);
    }
}
