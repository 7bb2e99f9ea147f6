package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.load.Question;
import java.util.List;

/** What the example service is asked: two routes of text and two with parameters. */
final class ShopQuestions {
    static final List<Question> ALL = List.of(
            new Question("/plaintext", "Hello, World!"),
            new Question("/v1/catalog/products/1/price?quantity=3", "7470"),
            new Question("/health", "UP"),
            new Question("/v1/catalog/products/2/stock", "80"));

    private ShopQuestions() {}
}
