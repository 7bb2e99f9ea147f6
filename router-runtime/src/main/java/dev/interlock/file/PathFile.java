package dev.interlock.file;

import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that the application names by its path. The media type is unknown, so the default is
 * {@code application/octet-stream}.
 */
final class PathFile extends StaticFile {
    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, "application/octet-stream");

    private final Path path;

    PathFile(Path path) {
        this.path = path;
    }

    @Override
    public void writeTo(Request request, Response response) throws IOException {
        DiskFile file = DiskFile.at(path, true);
        if (file == null) {
            throw new HttpException(HttpStatus.NOT_FOUND, "There is no such file");
        }
        FileResponse.write(request, response, file, file.tag(), CONTENT_TYPE);
    }
}
