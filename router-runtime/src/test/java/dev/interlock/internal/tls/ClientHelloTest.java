package dev.interlock.internal.tls;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.tls.ClientHello.State;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import org.junit.jupiter.api.Test;

final class ClientHelloTest {
    private static final int LIMIT = 16 * 1024;

    /** Buffer that counts the reads of record headers. */
    private static final class CountingBuffer extends UnpooledHeapByteBuf {
        private int reads;

        CountingBuffer() {
            super(UnpooledByteBufAllocator.DEFAULT, 256, LIMIT);
        }

        @Override
        public int getUnsignedShort(int index) {
            reads++;
            return super.getUnsignedShort(index);
        }
    }

    /** Returns a message of a length, in records of a length. */
    private static ByteBuf message(int length, int each) {
        ByteBuf message = Unpooled.buffer().writeByte(1).writeMedium(length - 4).writeZero(length - 4);
        ByteBuf records = Unpooled.buffer();
        while (message.isReadable()) {
            int count = Math.min(each, message.readableBytes());
            records.writeByte(TlsRecord.HANDSHAKE).writeShort(0x0301).writeShort(count);
            records.writeBytes(message, count);
        }
        return records;
    }

    private static void arrivesInPieces(int length, int each, int piece) {
        ByteBuf records = message(length, each);
        ClientHello hello = new ClientHello(LIMIT);
        ByteBuf received = Unpooled.buffer();
        while (records.readableBytes() > piece) {
            received.writeBytes(records, piece);
            assertThat(hello.check(received)).isEqualTo(State.INCOMPLETE);
        }
        received.writeBytes(records);
        assertThat(hello.check(received)).isEqualTo(State.COMPLETE);
    }

    @Test
    void mayArriveInAnyPieces() {
        for (int each = 1; each < 12; each++) {
            for (int piece = 1; piece < 20; piece++) {
                arrivesInPieces(40, each, piece);
            }
        }
    }

    @Test
    void rejectsAnotherMessage() {
        ByteBuf records = message(40, 40).setByte(TlsRecord.HEADER, 2);
        assertThat(new ClientHello(LIMIT).check(records)).isEqualTo(State.MALFORMED);
    }

    /** The header of the message lies in four records. */
    @Test
    void rejectsLongMessageAtItsHeader() {
        ByteBuf records = message(1000, 1);
        ByteBuf start = records.slice(0, 4 * (TlsRecord.HEADER + 1));
        assertThat(new ClientHello(1000).check(start)).isEqualTo(State.INCOMPLETE);
        assertThat(new ClientHello(999).check(start)).isEqualTo(State.MALFORMED);
    }

    @Test
    void rejectsEmptyRecord() {
        ByteBuf records = message(40, 2).setShort(3, 0);
        assertThat(new ClientHello(LIMIT).check(records)).isEqualTo(State.MALFORMED);
    }

    /** A client could make the server read all records again for each byte. */
    @Test
    void readsEachRecordOnce() {
        int length = 2000;
        ByteBuf records = message(length, 1);
        CountingBuffer received = new CountingBuffer();
        ClientHello hello = new ClientHello(LIMIT);
        State state = State.INCOMPLETE;
        while (records.isReadable()) {
            received.writeBytes(records, TlsRecord.HEADER + 1);
            state = hello.check(received);
        }
        assertThat(state).isEqualTo(State.COMPLETE);
        assertThat(received.reads).isAtMost(2 * length);
    }
}
