package dev.interlock.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.util.HexFormat;

/**
 * Redirects a client that has omitted the slash at the end of a folder's path. Without the slash, the client would
 * resolve relative links of the folder's index wrongly.
 */
final class FolderRedirect extends StaticFile {

    private final String location;

    /** @param path path of the folder */
    FolderRedirect(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        StringBuilder encoded = new StringBuilder("./");
        for (byte octet : name.getBytes(UTF_8)) {
            if ((octet >= '0' && octet <= '9') || (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z')) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        location = encoded.append('/').toString();
    }

    @Override
    public void writeTo(Request request, Response response) {
        // A relative location (RFC 3986 section 5.2), because only the router knows the path of the folder.
        response.status(HttpStatus.PERMANENT_REDIRECT).header(HttpHeader.LOCATION, location);
    }
}
