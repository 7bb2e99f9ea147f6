package dev.interlock.processor.declaration.proto;

/** Field numbers of map entries. Protobuf encodes each map entry as a message (encoding specification, "Maps"). */
public final class MapEntry {
    public static final int KEY = 1;
    public static final int VALUE = 2;

    private MapEntry() {}
}
