package shop;

import dev.interlock.http.Filter;

public final class Admin implements Filter {}
