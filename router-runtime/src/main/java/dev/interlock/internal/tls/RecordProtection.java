package dev.interlock.internal.tls;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * Encrypts and decrypts the application data of one connection after its handshake (RFC 8446 section 5.2). It uses the
 * engine of Netty's handler, but not the handler itself, whose queues and buffers would take three times as long as the
 * engine. Netty's handler does the handshake, sends alerts and closes. Used only by the thread of the event loop.
 */
public final class RecordProtection {
    private final SSLEngine engine;
    private final RecordBuffers buffers;
    /** Length of the longest record in bytes. */
    private final int longestRecord;

    RecordProtection(SSLEngine engine, RecordBuffers buffers) {
        this.engine = engine;
        this.buffers = buffers;
        longestRecord = engine.getSession().getPacketBufferSize();
    }

    /**
     * Decrypts whole records until none is left, {@link #plaintext} is full, or the engine needs something else. Moves
     * the reader index.
     */
    SSLEngineResult decrypt(ByteBuf records) throws SSLException {
        ByteBuf plaintext = buffers.plaintext().clear();
        SSLEngineResult result = engine.unwrap(
                records.internalNioBuffer(records.readerIndex(), records.readableBytes()),
                plaintext.internalNioBuffer(0, plaintext.capacity()));
        records.skipBytes(result.bytesConsumed());
        plaintext.writerIndex(result.bytesProduced());
        return result;
    }

    /** Returns the bytes that {@link #decrypt} has decrypted. They are valid until its next call on this event loop. */
    ByteBuf plaintext() {
        return buffers.plaintext();
    }

    /**
     * Encrypts bytes until none is left, or the result has no room for another record. Moves the position of the bytes.
     *
     * @return the records, valid until the next call on this event loop
     * @throws ClosedChannelException if the server has sent close_notify
     */
    public ByteBuf encrypt(ByteBuffer bytes) throws SSLException, ClosedChannelException {
        ByteBuf records = buffers.ciphertext().clear();
        while (bytes.hasRemaining() && records.writableBytes() >= longestRecord) {
            int before = bytes.remaining();
            SSLEngineResult result =
                    engine.wrap(bytes, records.internalNioBuffer(records.writerIndex(), records.writableBytes()));
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                throw new ClosedChannelException();
            }
            if (result.bytesProduced() == 0 && bytes.remaining() == before) {
                throw new SSLException("The engine encrypts nothing: " + result.getHandshakeStatus());
            }
            records.writerIndex(records.writerIndex() + result.bytesProduced());
        }
        return records;
    }
}
