package dev.interlock.generated.proto;

/** A repeated field of bytes. Each access returns a new array. */
final class BytesElements extends Elements<byte[]> {
    BytesElements(Tape tape) {
        super(tape);
    }

    @Override
    byte[] read(int slot) {
        return tape.bytesAt(slot);
    }
}
