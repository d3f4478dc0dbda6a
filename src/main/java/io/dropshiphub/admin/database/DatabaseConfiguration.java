package io.dropshiphub.admin.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the hub's one {@code DataSource}. Flyway migrates through it before any other bean may use it. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    static DatabaseStart databaseStart() {
        return new DatabaseStart();
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(DatabaseStart start, DatabaseProperties properties) {
        DatabaseUrl url = start.await().url();
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("hub");
        pool.setJdbcUrl(url.jdbcUrl());
        pool.setUsername(url.user());
        pool.setPassword(url.password());
        pool.setMaximumPoolSize(properties.poolSize());
        pool.setMinimumIdle(Math.min(2, properties.poolSize()));
        // the bulk writers send several hundred rows a statement
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("prepareThreshold", String.valueOf(properties.prepareThreshold()));
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        if (!url.jdbcUrl().contains("ApplicationName=")) {
            pool.addDataSourceProperty("ApplicationName", "dropship-hub");
        }
        return pool;
    }
}
