package dev.interlock.processor.read.proto;

/** The fields of the messages that the entries of maps are (encoding specification, "Maps"). */
final class MapEntry {
    static final int KEY = 1;
    static final int VALUE = 2;

    private MapEntry() {}
}
