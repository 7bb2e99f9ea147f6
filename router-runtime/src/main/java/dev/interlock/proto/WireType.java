package dev.interlock.proto;

/**
 * Wire type: how a value is delimited. It is the lowest three bits of the tag before the value. The other bits are the
 * number of the field.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/#structure">Encoding: message structure</a>
 */
public final class WireType {
    /** Bits of a tag below the field number. */
    public static final int BITS = 3;

    public static final int VARINT = 0;
    /** Eight bytes. */
    public static final int I64 = 1;
    /** A length, followed by as many bytes. */
    public static final int LEN = 2;
    /** Fields up to the {@link #EGROUP} with the same number. */
    public static final int SGROUP = 3;

    public static final int EGROUP = 4;
    /** Four bytes. */
    public static final int I32 = 5;

    private WireType() {}
}
