package dev.interlock.http;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A response body that is not written to {@link Response#body()} but sent as it is. It belongs to the response it was
 * given to, and after that to the protocol engine: both release it when it is not sent.
 */
public sealed interface Content {
    /** The {@link #length()} of a body that ends when it ends. */
    long UNKNOWN = -1;

    /** Bytes, or {@link #UNKNOWN}. */
    long length();

    /** Gives back what the content holds, for one that is not sent. */
    void release();

    /** Bytes that are sent from where they are. */
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
     * A part of a file, which the kernel copies to the socket where it can.
     *
     * @param channel is closed once the part is sent
     * @param position of the first byte
     * @param length bytes, all of them in the file
     */
    record File(FileChannel channel, long position, long length) implements Content {
        @Override
        public void release() {
            try {
                channel.close();
            } catch (IOException e) {
                // The system has its own reasons; of a file that was only read there is nothing to lose.
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * A body that is made while it is sent. Not subscribed to, it holds what its encoder does.
     *
     * @param length bytes that the publisher publishes, not one more or less, or {@link #UNKNOWN}, as it is of one that has an
     *     encoder
     * @param heartbeat of a stream that lasts for as long as its client listens; null for one that ends by itself
     * @param encoder puts it in a content coding; null for one that is sent as it is
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
