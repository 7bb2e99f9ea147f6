package dev.interlock.processor.model.proto;

/**
 * The place of a declaration.
 *
 * @param file path of the {@code .proto} as {@code protoc} received it
 * @param line number of the line, from 1; 0 if the descriptors have no source info
 */
public record Origin(String file, int line) {
    /** Returns text such as {@code shop.proto:12}. Returns only the file if the line is unknown. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
