package dev.interlock.benchmarks.binding;

import java.util.List;
import java.util.Random;

/**
 * Kinds of request targets with query strings. Each kind has many variants, so branch predictors cannot memorize them.
 */
public enum Queries {
    /** One parameter: {@code page=7}. */
    ONE {
        @Override
        String target(Random random) {
            return "/products?page=" + random.nextInt(MOST);
        }
    },
    /** Five parameters in any order. One of them is a text with spaces and an escape. */
    FIVE {
        @Override
        String target(Random random) {
            String[] parameters = {
                "text=coffee+machine%20" + random.nextInt(MOST),
                "category=" + random.nextLong(Long.MAX_VALUE / VARIANTS),
                "limit=" + random.nextInt(MOST),
                "sort=" + ORDERS.get(random.nextInt(ORDERS.size())),
                "stocked=" + random.nextBoolean()
            };
            int turn = random.nextInt(parameters.length);
            StringBuilder target = new StringBuilder("/products/search?");
            for (int i = 0; i < parameters.length; i++) {
                target.append(i == 0 ? "" : "&").append(parameters[(i + turn) % parameters.length]);
            }
            return target.toString();
        }
    };

    /** Number of variants of each kind. */
    static final int VARIANTS = 64;

    private static final int MOST = 10_000;
    private static final List<Search.SortOrder> ORDERS = List.of(Search.SortOrder.values());

    abstract String target(Random random);

    /** Returns the target of this kind with the given number. The same number always gives the same target. */
    String target(int variant) {
        return target(new Random(variant));
    }
}
