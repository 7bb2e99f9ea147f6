package dev.interlock.benchmarks.parse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Random;

/**
 * Kinds of request heads from typical clients. Each kind has many variants with parts of different lengths, so branch
 * predictors cannot memorize them.
 */
public enum Heads {
    /** Head of a load generator, about 60 bytes. */
    WRK {
        @Override
        String head(Random random) {
            return "GET " + path(random) + " HTTP/1.1\r\nHost: " + digits(random, 2) + ".0.0.1:" + digits(random, 4)
                    + "\r\n\r\n";
        }
    },
    /** Head of a command-line client, about 100 bytes. */
    CURL {
        @Override
        String head(Random random) {
            return "GET " + path(random) + " HTTP/1.1\r\nHost: " + host(random) + "\r\nUser-Agent: curl/"
                    + digits(random, 1) + "." + digits(random, 3) + ".0\r\nAccept: */*\r\n\r\n";
        }
    },
    /** Head of a browser: 12 fields, about 650 bytes. */
    BROWSER {
        @Override
        String head(Random random) {
            String host = host(random);
            return "GET " + path(random) + "?page=" + digits(random, 2) + "&sort=price HTTP/1.1\r\n"
                    + "Host: " + host + "\r\n"
                    + "User-Agent: Mozilla/5.0 (" + pick(random, PLATFORMS) + "; rv:" + digits(random, 3)
                    + ".0) Gecko/20100101 Firefox/" + digits(random, 3) + ".0\r\n"
                    + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
                    + "Accept-Language: " + pick(random, LANGUAGES) + "\r\n"
                    + "Accept-Encoding: gzip, deflate, br, zstd\r\n"
                    + "Referer: https://" + host + path(random) + "\r\n"
                    + "Connection: keep-alive\r\n"
                    + "Cookie: session=" + digits(random, 64) + "; theme=dark; cart=" + digits(random, 10) + "\r\n"
                    + "Upgrade-Insecure-Requests: 1\r\n"
                    + "Sec-Fetch-Dest: " + pick(random, WORDS) + "\r\n"
                    + "Sec-Fetch-Mode: navigate\r\n"
                    + "Cache-Control: max-age=" + digits(random, 5) + "\r\n\r\n";
        }
    };

    /** Number of variants of each kind. */
    static final int VARIANTS = 64;

    private static final String[] WORDS = {"orders", "users", "catalog", "items", "carts", "v1", "lines", "search"};
    private static final String[] PLATFORMS = {
        "X11; Linux x86_64", "Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10.15", "Android 14; Mobile"
    };
    private static final String[] LANGUAGES = {"en-US,en;q=0.5", "de", "fr-FR,fr;q=0.8,en;q=0.3", "pt-BR,pt;q=0.9"};

    abstract String head(Random random);

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            path.append('/').append(pick(random, WORDS));
        }
        return path.append('/').append(digits(random, 8)).toString();
    }

    private static String host(Random random) {
        return pick(random, WORDS) + "." + pick(random, WORDS) + ".example.com";
    }

    private static String pick(Random random, String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** Returns a random number as text. Its number of digits is between half of {@code most} and {@code most}. */
    private static String digits(Random random, int most) {
        StringBuilder digits = new StringBuilder();
        for (int i = most / 2 + random.nextInt(most - most / 2 + 1); i > 0 || digits.isEmpty(); i--) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** Returns the head of this kind with the given number. The same number always gives the same bytes. */
    byte[] bytes(int variant) {
        return head(new Random(variant)).getBytes(US_ASCII);
    }
}
