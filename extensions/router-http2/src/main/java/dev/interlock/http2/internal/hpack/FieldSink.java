package dev.interlock.http2.internal.hpack;

/** Receives the fields of a section, in their order. */
public interface FieldSink {
    /**
     * Takes a field. Its value directly follows its name. The bytes stay in place until the section ends.
     *
     * @param bytes array of all fields of the section
     * @param nameFrom index of the first byte of the name
     * @param nameTo index after the name, where the value begins
     * @param valueTo index after the value
     * @param staticName index of the first entry of the {@link StaticTable} with the same name, or 0
     * @param neverIndexed whether a proxy must not index the field either (RFC 7541 section 6.2.3)
     * @param checked whether the field comes from an entry of the dynamic table for which an earlier call returned true
     * @return whether later calls for the same entry may skip the check of name and value
     */
    boolean field(
            byte[] bytes, int nameFrom, int nameTo, int valueTo, int staticName, boolean neverIndexed, boolean checked);
}
