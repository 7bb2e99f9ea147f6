package dev.interlock.processor.model.proto;

/**
 * Place of a declaration.
 *
 * @param file path of the {@code .proto} that {@code protoc} received
 * @param line line from 1; 0 if the descriptors have no source info
 */
public record Origin(String file, int line) {
    /** Returns {@code shop.proto:12}, or only the file if the line is unknown. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
