package dev.interlock.replay.rewrite;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Address of a target.
 *
 * @param name name in reports
 * @param port port to connect to
 */
public record TargetAddress(String name, boolean isSecure, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Parses a URL such as {@code https://shop.example:8443}.
     *
     * @throws IllegalArgumentException if the URL is not a target; the message is one line for the user
     */
    public static TargetAddress parse(String name, String url) {
        try {
            URI uri = new URI(url.contains("://") ? url : "http://" + url);
            boolean isSecure = "https".equals(uri.getScheme());
            boolean isPlain = uri.getHost() != null
                    && (isSecure || "http".equals(uri.getScheme()))
                    && uri.getUserInfo() == null
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                    && uri.getRawQuery() == null;
            if (isPlain) {
                String host = uri.getHost().replaceAll("^\\[|]$", "");
                int port = uri.getPort() >= 0 ? uri.getPort() : isSecure ? HTTPS : HTTP;
                return new TargetAddress(name, isSecure, host, port);
            }
        } catch (URISyntaxException e) {
            // Reported below.
        }
        throw new IllegalArgumentException(
                "\"" + url + "\" is not a target. Tip: write http://localhost:8080, without a path");
    }

    public String scheme() {
        return isSecure ? "https" : "http";
    }

    /** Returns the value of the {@code Host} field. */
    public String authority() {
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return port == (isSecure ? HTTPS : HTTP) ? literal : literal + ":" + port;
    }

    @Override
    public String toString() {
        return scheme() + "://" + authority();
    }
}
