package dev.interlock.processor.declaration.proto;

/** The fields of the messages that the entries of maps are (encoding specification, "Maps"). */
public final class MapEntry {
    public static final int KEY = 1;
    public static final int VALUE = 2;

    private MapEntry() {}
}
