package dev.interlock.processor.model.proto;

/**
 * Where something is declared.
 *
 * @param file the {@code .proto} as it was named to {@code protoc}
 * @param line from 1 on; 0 if the descriptors carry no source info
 */
public record Origin(String file, int line) {
    /** {@code shop.proto:12}, or the file alone. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
