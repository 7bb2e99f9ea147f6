package dev.interlock.internal.tls;

import dev.interlock.internal.engine.AddressedBuffer;
import dev.interlock.internal.engine.SendBuffers;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Buffers of one event loop for records and their content. A connection uses them only while it encrypts or decrypts.
 * The buffers are released when the thread of the loop ends.
 */
final class RecordBuffers {
    /** The JDK decrypts a record only into a buffer with room for the longest one (RFC 8446 section 5.2). */
    private static final int PLAINTEXT_BYTES = 32 * 1024;

    private static final int CIPHERTEXT_BYTES = 64 * 1024;
    /** Number of connections that can gather a response in a buffer of the loop at the same time. */
    private static final int SEND_BUFFERS = 8;

    private static final FastThreadLocal<RecordBuffers> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected RecordBuffers initialValue() {
            return new RecordBuffers();
        }

        @Override
        protected void onRemoval(RecordBuffers buffers) {
            buffers.release();
        }
    };

    private final ByteBuf plaintext;
    private final ByteBuf ciphertext;
    private final SendBuffers sendBuffers = new SendBuffers(SEND_BUFFERS);

    private RecordBuffers() {
        ByteBuf first = AddressedBuffer.of(PLAINTEXT_BYTES);
        ByteBuf second = null;
        try {
            second = AddressedBuffer.of(CIPHERTEXT_BYTES);
        } finally {
            if (second == null) {
                first.release();
            }
        }
        plaintext = first;
        ciphertext = second;
    }

    /** Returns the buffers of the calling event loop. */
    static RecordBuffers ofLoop() {
        return OF_LOOP.get();
    }

    /** Returns the buffer for decrypted bytes. */
    ByteBuf plaintext() {
        return plaintext;
    }

    /** Returns the buffer for encrypted bytes. */
    ByteBuf ciphertext() {
        return ciphertext;
    }

    /** Returns the buffers for responses, which are encrypted before they are sent. */
    SendBuffers sendBuffers() {
        return sendBuffers;
    }

    private void release() {
        try {
            sendBuffers.release();
        } finally {
            plaintext.release();
            ciphertext.release();
        }
    }
}
