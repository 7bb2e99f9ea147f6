package dev.interlock.internal.message;

import dev.interlock.http.Response;
import io.netty.buffer.ByteBuf;
import java.nio.channels.FileChannel;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Body of a response that is sent directly, without a copy to {@link Response#body()}. The response owns the content,
 * and later the protocol engine does. If the content is not sent, its owner releases it.
 */
public sealed interface Content {
    /** Result of {@link #length()} if the length is not known in advance. */
    long UNKNOWN = -1;

    /** Returns the length in bytes, or {@link #UNKNOWN}. */
    long length();

    /** Releases the resources of a content that is not sent. */
    void release();

    /** Buffer whose bytes are sent without a copy. */
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
     * Part of a file. If possible, the kernel copies the part directly to the socket.
     *
     * @param file open file, which is released after the part is sent
     * @param position index of the first byte
     * @param length number of bytes; the file has all of them
     */
    record File(OpenFile file, long position, long length) implements Content {
        /** Returns the channel of the file. */
        public FileChannel channel() {
            return file.channel();
        }

        @Override
        public void release() {
            file.release();
        }
    }

    /**
     * Body that is created while it is sent. Before the server subscribes, only the encoder has to be released.
     *
     * @param length exact number of bytes that the publisher publishes, or {@link #UNKNOWN}; unknown if there is an
     *     encoder
     * @param heartbeat heartbeat of a stream that lasts as long as its client listens; null for a stream that ends by
     *     itself
     * @param encoder encoder of a content coding, or null to send the body without change
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
