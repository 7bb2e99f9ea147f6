package dev.interlock.codec;

import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.Response;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Bodies that are files: the kernel copies them from its cache to the socket. */
public final class FileCodec {
    /** The types of body that are written. */
    public static final List<String> PRODUCES = List.of("application/octet-stream");

    private static final FieldLine CONTENT_TYPE = FieldLine.of("content-type", "application/octet-stream");

    private FileCodec() {}

    /**
     * Makes a file the body, as {@code application/octet-stream} unless the handler set another type. Opening it may
     * wait for a disk, or for a network.
     *
     * @throws HttpException 404 when there is no such file, or when it is a directory or another thing than a file
     */
    public static void write(Response response, Path file) throws IOException {
        FileChannel channel = open(file);
        try {
            response.defaultContentType(CONTENT_TYPE).file(channel, 0, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        // A directory can be opened, too, and a pipe may wait for ever; a name may be longer than any file has.
        if (!Files.isRegularFile(file)) {
            throw new HttpException(404, "There is no such file");
        }
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new HttpException(404, "There is no such file", e);
        }
    }
}
