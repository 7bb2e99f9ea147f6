package dev.interlock.proto;

import dev.interlock.bytes.Ascii;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.bytes.Utf8;
import dev.interlock.bytes.WireNumbers;

/**
 * Writes the fields of one message to the end of a {@link ByteWriter}, in the order in which they are given: what the
 * generated encoder of a {@code @ProtoWriter} interface is made of. Each field is its tag and its value as the wire format
 * has them, varints minimal.
 *
 * <p>It is used again for one message after the other, and allocates only when the array grows or a kind of nested message is
 * written for the first time. Of all the encoders of a message and the messages within it one is open at a time, the
 * innermost; using another one is refused. Not safe for use by several threads.
 */
public final class MessageEncoder extends OpenMessage {
    /** For a message that is in no other one. */
    public MessageEncoder() {
        this(0, new Nesting());
    }

    MessageEncoder(int depth, Nesting nesting) {
        super(depth, nesting);
    }

    /** Called once by the generated encoder: says which type it writes. */
    public MessageEncoder of(MessageType messageType) {
        type(messageType);
        return this;
    }

    /** Writes {@code int32}, or the number of an enum constant: negative ones take ten bytes. */
    public void int32(int tag, int value) {
        varint(tag, value);
    }

    /** Writes {@code int64} or {@code uint64}. */
    public void int64(int tag, long value) {
        varint(tag, value);
    }

    /** Writes {@code uint32} of bits. */
    public void uint32(int tag, int value) {
        varint(tag, value & 0xffff_ffffL);
    }

    /**
     * Writes {@code uint32} of a value.
     *
     * @throws IllegalArgumentException unless it is 0 to 2<sup>32</sup> - 1
     */
    public void uint32(int tag, long value) {
        varint(tag, checkedUint32(value));
    }

    /** Writes {@code sint32}. */
    public void sint32(int tag, int value) {
        varint(tag, WireNumbers.zigZag(value) & 0xffff_ffffL);
    }

    /** Writes {@code sint64}. */
    public void sint64(int tag, long value) {
        varint(tag, WireNumbers.zigZag(value));
    }

    /** Writes {@code bool}. */
    public void bool(int tag, boolean value) {
        varint(tag, value ? 1 : 0);
    }

    private void varint(int tag, long value) {
        int start = room();
        at = WireNumbers.putField(bytes, start, tag, value);
    }

    /** Writes the tag that ends a group: it has the wire type that follows that of its start. */
    void endGroup(int startTag) {
        at = tag(startTag + 1);
    }

    /** Writes a tag where there is room for it and a number: the index behind it, where the message does not end yet. */
    private int tag(int tag) {
        int start = room();
        return WireNumbers.putVarint(bytes, start, tag & 0xffff_ffffL);
    }

    /** Writes {@code fixed32} of bits, or {@code sfixed32}. */
    public void fixed32(int tag, int value) {
        int start = tag(tag);
        at = WireNumbers.putInt(bytes, start, value);
    }

    /**
     * Writes {@code fixed32} of a value.
     *
     * @throws IllegalArgumentException unless it is 0 to 2<sup>32</sup> - 1
     */
    public void fixed32(int tag, long value) {
        fixed32(tag, (int) checkedUint32(value));
    }

    /** Writes {@code fixed64} or {@code sfixed64}. */
    public void fixed64(int tag, long value) {
        int start = tag(tag);
        at = WireNumbers.putLong(bytes, start, value);
    }

    /** Writes {@code float}, the bits of NaN as they are. */
    public void floating(int tag, float value) {
        fixed32(tag, Float.floatToRawIntBits(value));
    }

    /** Writes {@code double}, the bits of NaN as they are. */
    public void floating(int tag, double value) {
        fixed64(tag, Double.doubleToRawLongBits(value));
    }

    /** Writes {@code string}; half of a surrogate pair becomes a question mark. */
    public void string(int tag, CharSequence value) {
        int count = value.length();
        int start = room(count);
        byte[] into = bytes;
        int content = WireNumbers.putField(into, start, tag, count);
        if (putAscii(value, into, content)) {
            at = content + count;
        } else {
            putOther(value, content, WireNumbers.varintLength(count));
        }
    }

    private void putOther(CharSequence value, int content, int width) {
        append(value, content);
        patchLength(content, width);
    }

    /** What was read from a message is copied as it lies there. */
    private static boolean putAscii(CharSequence text, byte[] into, int at) {
        return text instanceof Text read ? read.putAscii(into, at) : Ascii.put(text, into, at);
    }

    /** Writes {@code bytes}, or {@code string} that is not verified. */
    public void bytes(int tag, Slice value) {
        bytes(tag, value.array(), value.offset(), value.length());
    }

    /** Writes {@code bytes}. */
    public void bytes(int tag, byte[] value) {
        bytes(tag, value, 0, value.length);
    }

    /**
     * Writes {@code string} of what is UTF-8 already.
     *
     * @throws IllegalArgumentException when it is not
     */
    public void utf8(int tag, Slice value) {
        byte[] source = value.array();
        int from = value.offset();
        int length = value.length();
        if (!Ascii.isAscii(source, from, length) && !Utf8.isValid(source, from, from + length)) {
            throw new IllegalArgumentException("A slice that is no UTF-8 cannot be a string of " + typeName());
        }
        bytes(tag, source, from, length);
    }

    private void bytes(int tag, byte[] value, int offset, int length) {
        int start = room(length);
        int content = WireNumbers.putField(bytes, start, tag, length);
        System.arraycopy(value, offset, bytes, content, length);
        at = content + length;
    }

    static long checkedUint32(long value) {
        if (value >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException(value + " is no unsigned integer of 32 bits");
        }
        return value;
    }
}
