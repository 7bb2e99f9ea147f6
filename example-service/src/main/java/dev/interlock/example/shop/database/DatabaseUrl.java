package dev.interlock.example.shop.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Address of a PostgreSQL database, in the form of hosting platforms ({@code postgres://user:password@host:5432/name})
 * or in the form of JDBC ({@code jdbc:postgresql://host/name?user=shop}). Query parameters, such as {@code
 * sslmode=require}, go to the JDBC driver.
 *
 * @param jdbc address for the driver
 * @param user user name, or null if the address for the driver has it
 * @param password password, or null
 */
public record DatabaseUrl(
        String jdbc, @Nullable String user, @Nullable String password) {
    private static final String JDBC = "jdbc:postgresql:";
    private static final String EXPECTED =
            "expected postgres://user:password@host:5432/name or jdbc:postgresql://host/name";

    /**
     * Parses an address.
     *
     * @throws DatabaseException if the text is not the address of a PostgreSQL database; the message does not contain
     *     the text, which may have a password
     */
    public static DatabaseUrl parse(String text) {
        if (text.startsWith(JDBC)) {
            return new DatabaseUrl(text, null, null);
        }
        URI uri = uri(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("postgres") && !scheme.equals("postgresql")) {
            throw new DatabaseException("has the scheme '" + scheme + "', " + EXPECTED);
        }
        if (uri.getHost() == null) {
            throw new DatabaseException("has no host, " + EXPECTED
                    + ". Tip: write special characters of the password as %XX, for example @ as %40");
        }
        if (uri.getPath().length() < 2) {
            throw new DatabaseException("has no database name, " + EXPECTED);
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String[] account = String.valueOf(uri.getRawUserInfo()).split(":", 2);
        return new DatabaseUrl(
                JDBC + "//" + uri.getHost() + port + uri.getRawPath() + query,
                uri.getRawUserInfo() == null ? null : decode(account[0]),
                account.length < 2 ? null : decode(account[1]));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // The message of the cause would contain the password.
            throw new DatabaseException("is not a URL (" + e.getReason() + "), " + EXPECTED
                    + ". Tip: write special characters of the password as %XX, for example @ as %40");
        }
    }

    /** Decodes percent-encoded bytes. A plus sign stays a plus sign. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /** Returns the address without its query, which may contain a password. */
    @Override
    public String toString() {
        int query = jdbc.indexOf('?');
        return query < 0 ? jdbc : jdbc.substring(0, query);
    }
}
