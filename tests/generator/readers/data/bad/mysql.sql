/*!40101 SET NAMES utf8 */;
DROP TABLE IF EXISTS `artikel`;
CREATE TABLE `artikel` (
  `id` int(10) unsigned zerofill NOT NULL AUTO_INCREMENT,
  `größe` enum('klein','groß') CHARACTER SET utf8mb4 NOT NULL DEFAULT 'klein' COMMENT 'It''s; the size',
  `flags` set('a','b') DEFAULT NULL, `foto` mediumblob, `jahr` year(4), `ok` tinyint(1) NOT NULL DEFAULT '0', `pt` point NOT NULL,
  `ts` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), `j` json DEFAULT (json_array()), `d` double(8,2), `bin` varbinary(16),
  `full` varchar(20) GENERATED ALWAYS AS (concat(`größe`,'x')) VIRTUAL, `name` varchar(90) COLLATE utf8_bin NOT NULL,
  PRIMARY KEY (`id`) USING BTREE, FULLTEXT KEY `ft` (`name`), SPATIAL KEY `sp` (`pt`)
) ENGINE=InnoDB AUTO_INCREMENT=9 DEFAULT CHARSET=utf8 COMMENT='x' /*!50100 PARTITION BY HASH (id) PARTITIONS 4 */;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`%`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `artikel` FOR EACH ROW BEGIN SET NEW.ok = 1; END */;;
DELIMITER ;
CREATE TABLE `lager` (`id` int NOT NULL AUTO_INCREMENT PRIMARY KEY, `artikel_id` int(10) unsigned NOT NULL, `menge` int NOT NULL, CONSTRAINT `fk` FOREIGN KEY (`artikel_id`) REFERENCES `artikel` (`id`) ON DELETE CASCADE);
/*!50001 CREATE ALGORITHM=UNDEFINED VIEW `v` AS select 1 AS `a` */;
INSERT INTO `artikel` VALUES (1,'klein;','\'); CREATE TABLE x (i int); --');
