package dev.interlock.processor.model.proto;

/**
 * Place of a declaration.
 *
 * @param file path of the {@code .proto} as {@code protoc} received it
 * @param line line from 1; 0 if the descriptors have no source info
 */
public record Origin(String file, int line) {
    /** Returns {@code shop.proto:12}, or the file alone. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
