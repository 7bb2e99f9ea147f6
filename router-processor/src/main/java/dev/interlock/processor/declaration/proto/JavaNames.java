package dev.interlock.processor.declaration.proto;

import java.util.Locale;

/** Converts names of a {@code .proto} to Java names, in the same way as {@code protoc}. */
public final class JavaNames {
    private JavaNames() {}

    /** Returns {@code userId} for {@code user_id}. A letter after a digit also becomes a capital. */
    public static String lowerCamel(String name) {
        String camel = camel(name, false);
        return name.isEmpty() || !isUpper(name.charAt(0))
                ? camel
                : camel.substring(0, 1).toLowerCase(Locale.ROOT) + camel.substring(1);
    }

    /** Returns {@code UserId} for {@code user_id}. */
    public static String upperCamel(String name) {
        return camel(name, true);
    }

    private static String camel(String name, boolean startsUpper) {
        StringBuilder camel = new StringBuilder(name.length());
        boolean nextIsUpper = startsUpper;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetter = isUpper(c) || (c >= 'a' && c <= 'z');
            boolean isDigit = c >= '0' && c <= '9';
            if (isLetter || isDigit) {
                camel.append(nextIsUpper && isLetter ? Character.toUpperCase(c) : c);
            }
            nextIsUpper = !isLetter;
        }
        return camel.toString();
    }

    /** Returns {@code ORDER_STATUS} for {@code OrderStatus} and for {@code order_status}. */
    public static String upperSnake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
                .toUpperCase(Locale.ROOT);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
