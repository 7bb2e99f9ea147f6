package dev.interlock.generated.proto;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.http.Request;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.bytes.Utf8;
import dev.interlock.internal.bytes.WireNumbers;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of one message to the end of a {@link ByteWriter}, in the order of the calls. The generated encoder
 * of a {@code @ProtoWriter} interface uses this class. A field is written as its tag and its value in the wire format,
 * with minimal varints.
 *
 * <p>One encoder serves many messages. It allocates only when the array grows, or when a kind of nested message is
 * written for the first time. A message and the messages within it have an encoder each. Only the encoder of the
 * innermost open message can be used; each use of another encoder is rejected. Not safe for use by several threads.
 */
public final class MessageEncoder extends PackedFieldEncoder {
    private final Nesting nesting;

    /** Creates an encoder for an outermost message. */
    public MessageEncoder() {
        this(0, new Nesting());
    }

    MessageEncoder(int depth, Nesting nesting) {
        super(depth, nesting.destination);
        this.nesting = nesting;
    }

    /**
     * Returns a function that returns the encoder for the response to a request. One encoder serves one response after
     * the other. The caller begins the message.
     *
     * @param maker constructor of the generated encoder
     */
    public static <E> Function<Request, E> scoped(Function<MessageEncoder, E> maker) {
        return ScopedEncoder.finder(maker);
    }

    /**
     * Sets the type of a message without required fields. Called once by the generated encoder.
     *
     * @param name full name
     * @param marks number of fields that are {@linkplain #mark marked} when they are written
     */
    public MessageEncoder of(String name, int marks) {
        return of(name, marks, List.of());
    }

    /**
     * Sets the type of the message. Called once by the generated encoder.
     *
     * @param name full name
     * @param marks number of fields that are {@linkplain #mark marked} when they are written
     * @param required names of the required fields; their marks are 0, 1 and so on
     */
    public MessageEncoder of(String name, int marks, List<String> required) {
        type(name, marks, required);
        return this;
    }

    Nesting nesting() {
        return nesting;
    }

    @Override
    @Nullable
    IllegalStateException late() {
        return nesting.late(this);
    }

    /** Closes this encoder. Releases the arrays, except a single one of at most {@code retainedBytes}. */
    void giveUp(int retainedBytes) {
        giveUp();
        if (nesting.destination.keepsMore(retainedBytes)) {
            forget();
            nesting.forget();
        }
    }

    /** Writes {@code int32}, or the number of an enum constant. A negative number takes ten bytes. */
    public void int32(int tag, int value) {
        varint(tag, value);
    }

    /** Writes {@code int64} or {@code uint64}. */
    public void int64(int tag, long value) {
        varint(tag, value);
    }

    /** Writes {@code uint32}, given as its bits. */
    public void uint32(int tag, int value) {
        varint(tag, value & 0xffff_ffffL);
    }

    /**
     * Writes {@code uint32}, given as its value.
     *
     * @throws IllegalArgumentException unless the value is 0 to 2<sup>32</sup> - 1
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

    /** Writes the tag that ends a group. Its wire type is the wire type of the start tag plus one. */
    void endGroup(int startTag) {
        at = tag(startTag + 1);
    }

    /**
     * Writes a tag and makes room for a number after it. Returns the index after the tag, but does not move the end of
     * the message.
     */
    private int tag(int tag) {
        int start = room();
        return WireNumbers.putVarint(bytes, start, tag & 0xffff_ffffL);
    }

    /** Writes {@code fixed32}, given as its bits, or {@code sfixed32}. */
    public void fixed32(int tag, int value) {
        int start = tag(tag);
        at = WireNumbers.putInt(bytes, start, value);
    }

    /**
     * Writes {@code fixed32}, given as its value.
     *
     * @throws IllegalArgumentException unless the value is 0 to 2<sup>32</sup> - 1
     */
    public void fixed32(int tag, long value) {
        fixed32(tag, (int) checkedUint32(value));
    }

    /** Writes {@code fixed64} or {@code sfixed64}. */
    public void fixed64(int tag, long value) {
        int start = tag(tag);
        at = WireNumbers.putLong(bytes, start, value);
    }

    /** Writes {@code float}; keeps the bits of NaN. */
    public void floating(int tag, float value) {
        fixed32(tag, Float.floatToRawIntBits(value));
    }

    /** Writes {@code double}; keeps the bits of NaN. */
    public void floating(int tag, double value) {
        fixed64(tag, Double.doubleToRawLongBits(value));
    }

    /** Writes {@code string}; an unpaired surrogate becomes a question mark. */
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

    /**
     * Writes text if it is ASCII, and returns whether it is. Copies text of a decoded message directly from that
     * message.
     */
    private static boolean putAscii(CharSequence text, byte[] into, int at) {
        return text instanceof Text read ? read.putAscii(into, at) : Ascii.put(text, into, at);
    }

    /** Writes {@code bytes}, or {@code string} without a check for UTF-8. */
    public void bytes(int tag, Slice value) {
        bytes(tag, value.array(), value.offset(), value.length());
    }

    /** Writes {@code bytes}. */
    public void bytes(int tag, byte[] value) {
        bytes(tag, value, 0, value.length);
    }

    /**
     * Writes {@code string}, given as UTF-8.
     *
     * @throws IllegalArgumentException if the slice is not UTF-8
     */
    public void utf8(int tag, Slice value) {
        byte[] source = value.array();
        int from = value.offset();
        int length = value.length();
        if (!Ascii.isAscii(source, from, length) && !Utf8.isValid(source, from, from + length)) {
            throw new IllegalArgumentException("A slice that is not UTF-8 cannot be a string of " + typeName());
        }
        bytes(tag, source, from, length);
    }

    private void bytes(int tag, byte[] value, int offset, int length) {
        int start = room(length);
        int content = WireNumbers.putField(bytes, start, tag, length);
        System.arraycopy(value, offset, bytes, content, length);
        at = content + length;
    }
}
