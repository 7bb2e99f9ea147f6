package dev.interlock.http;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A response body that is sent directly, and not copied to {@link Response#body()}. It belongs to its response, and
 * after that to the protocol engine. The owner releases it if it is not sent.
 */
public sealed interface Content {
    /** {@link #length()} of a body whose length is not known in advance. */
    long UNKNOWN = -1;

    /** Length in bytes, or {@link #UNKNOWN}. */
    long length();

    /** Releases the resources of a content that is not sent. */
    void release();

    /** A buffer whose bytes are sent without a copy. */
    record Buffer(ByteBuf bytes) implements Content {
        @Override
        public long length() {
            return bytes.readableBytes();
        }

        @Override
        public void release() {
            bytes.release();
        }
    }

    /**
     * A part of a file. If possible, the kernel copies it to the socket.
     *
     * @param channel closed after the part is sent
     * @param position index of the first byte
     * @param length number of bytes, all of them in the file
     */
    record File(FileChannel channel, long position, long length) implements Content {
        @Override
        public void release() {
            try {
                channel.close();
            } catch (IOException e) {
                // The system has its own reasons. A file that was only read loses no data.
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * A body that is created while it is sent. Without a subscription, its encoder is the only resource to release.
     *
     * @param length exact number of bytes that the publisher publishes, or {@link #UNKNOWN}; always unknown with an
     *     encoder
     * @param heartbeat heartbeat of a stream that lasts for as long as its client listens; null for a stream that
     *     ends by itself
     * @param encoder encodes the body in a content coding; null to send it without change
     */
    record Stream(
            Flow.Publisher<? extends ByteBuf> publisher,
            long length,
            @Nullable Heartbeat heartbeat,
            @Nullable StreamEncoder encoder)
            implements Content {
        @Override
        public void release() {
            if (encoder != null) {
                encoder.close();
            }
        }
    }
}
