package dev.interlock.http2.internal.hpack;

/** Receives the fields of a section, in their order. */
public interface FieldSink {
    /**
     * Takes a field. The value follows the name without a byte between them. The bytes stay in place until the section
     * ends.
     *
     * @param bytes array of all fields of the section
     * @param nameFrom index of the first byte of the name
     * @param nameTo index after the name, where the value begins
     * @param valueTo index after the value
     * @param staticName number of the first entry of the {@link StaticTable} with the same name, or 0
     * @param neverIndexed whether a re-encoded field must not be indexed (RFC 7541 section 6.2.3)
     * @param checked whether an earlier call for the same entry of the table has returned true
     * @return whether this field needs no check of its name and value when it comes again from the table
     */
    boolean field(
            byte[] bytes, int nameFrom, int nameTo, int valueTo, int staticName, boolean neverIndexed, boolean checked);
}
