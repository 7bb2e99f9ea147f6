package dev.interlock.processor.declaration.proto;

/** Field numbers in the entries of a map. Protobuf encodes each entry as a message (encoding specification, "Maps"). */
public final class MapEntry {
    public static final int KEY = 1;
    public static final int VALUE = 2;

    private MapEntry() {}
}
