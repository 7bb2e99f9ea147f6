package dev.interlock.generated.codec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Naive negotiation by RFC 9110 section 12.5.1, with strings, lists and sorting, for comparison. Only for well-formed
 * lists without quotes.
 */
final class NaiveNegotiator {
    private record Element(String type, String subtype, boolean hasParameters, double quality) {
        static Element of(String text) {
            String[] parts = text.split(";", -1);
            String[] names = parts[0].strip().toLowerCase(Locale.ROOT).split("/", -1);
            boolean hasParameters = false;
            double quality = 1;
            for (int i = 1; i < parts.length; i++) {
                String[] parameter = parts[i].strip().split("=", -1);
                if (parameter[0].equalsIgnoreCase("q")) {
                    quality = Double.parseDouble(parameter[1]);
                } else {
                    hasParameters |= i == 1;
                }
            }
            return new Element(names[0], names[1], hasParameters, quality);
        }

        boolean matches(String produced) {
            String[] names = produced.split("/", -1);
            return (type.equals("*") || type.equals(names[0])) && (subtype.equals("*") || subtype.equals(names[1]));
        }

        int precedence() {
            if (type.equals("*")) {
                return 1;
            }
            return subtype.equals("*") ? 2 : hasParameters ? 3 : 4;
        }
    }

    private record Liking(int index, double quality, int precedence, boolean isOwn) {}

    private NaiveNegotiator() {}

    /** Returns the index of the best produced type, or empty if the client accepts none. */
    static Optional<Integer> choose(List<String> produced, List<String> lines, String contentType) {
        List<Element> elements = new ArrayList<>();
        for (String line : lines) {
            for (String text : line.split(",", -1)) {
                if (!text.isBlank()) {
                    elements.add(Element.of(text));
                }
            }
        }
        List<Liking> likings = new ArrayList<>();
        for (int i = 0; i < produced.size(); i++) {
            boolean isOwn = produced.get(i).equalsIgnoreCase(contentType);
            if (elements.isEmpty()) {
                likings.add(new Liking(i, 1, 0, isOwn));
                continue;
            }
            String type = produced.get(i);
            int index = i;
            elements.stream()
                    .filter(it -> it.matches(type))
                    .max(Comparator.comparing(Element::precedence).thenComparing(Element::quality))
                    .filter(it -> it.quality() > 0)
                    .ifPresent(it -> likings.add(new Liking(index, it.quality(), Math.min(it.precedence(), 3), isOwn)));
        }
        return likings.stream()
                .max(Comparator.comparing(Liking::quality)
                        .thenComparing(Liking::precedence)
                        .thenComparing(Liking::isOwn)
                        .thenComparing(liking -> -liking.index()))
                .map(Liking::index);
    }
}
